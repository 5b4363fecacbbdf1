package org.parley.core.content.internal;

/// Unwinds a rendering that would leave a hole. Without a stack trace: in a large run it is an
/// everyday outcome.
public final class MissingValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String name;

    MissingValueException(String name) {
        super(name, null, false, false);
        this.name = name;
    }

    /// The variable as it is written in the template.
    public String name() {
        return name;
    }
}
