package org.parley.core.access;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.core.access.internal.MemberStore;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// The people who may sign in.
public final class Members {

    // Not a test of deliverability: it only keeps obvious slips and control characters out.
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;

    private final MemberStore store;
    private final PasswordHashing hashing;
    private final SecretGenerator secrets;
    private final String hashOfNoPassword;

    public Members(MemberStore store, PasswordHashing hashing, SecretGenerator secrets) {
        this.store = store;
        this.hashing = hashing;
        this.secrets = secrets;
        this.hashOfNoPassword = hashing.hash(secrets.password());
    }

    /// Adds a person, with a password made here.
    ///
    /// @throws ProblemException if the address is taken or a field is not valid
    public NewMember add(String email, String name, Collection<Role> roles) {
        var address = normal(email);
        if (address.length() > LONGEST_EMAIL || !EMAIL.matcher(address).matches()) {
            throw ProblemException.invalid("email", "This is not an e-mail address");
        }
        var called = validName(name);
        var some = Role.ofMember(roles);
        var password = secrets.password();
        return store.insert(address, called, hashing.hash(password), some)
                .map(member -> new NewMember(member, password))
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.ALREADY_EXISTS, "There is a member with this address"));
    }

    /// Changes a member's name, roles or right to sign in.
    ///
    /// @throws ProblemException if there is no such member or a field is not valid
    public MemberOutcome change(String email, MemberChange change) {
        return store.change(normal(email), change::on)
                .orElseThrow(() -> ProblemException.notFound("member", email));
    }

    /// All members by address.
    public List<Member> all() {
        return store.all();
    }

    public Optional<Member> find(String email) {
        return store.find(normal(email)).map(MemberStore.Stored::member);
    }

    /// The member whom this address and password belong to. Takes as long for an unknown address as
    /// for a wrong password, so that nobody learns who is a member.
    public Optional<Member> authenticate(String email, String password) {
        var stored = store.find(normal(email));
        var hash = stored.map(MemberStore.Stored::passwordHash).orElse(hashOfNoPassword);
        var right = hashing.matches(password, hash);
        return stored.map(MemberStore.Stored::member).filter(member -> right && member.enabled());
    }

    static String validName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.invalid("name", "A name has 1 to 200 characters");
        }
        return name.strip();
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
