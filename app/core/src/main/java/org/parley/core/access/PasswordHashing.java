package org.parley.core.access;

/// How passwords are kept: slowly computed, salted, one way.
public interface PasswordHashing {

    String hash(String password);

    boolean matches(String password, String hash);
}
