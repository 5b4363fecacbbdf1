package org.parley.batch.imports.csv;

/// The file as a whole cannot be imported, and nothing of it was. The message is for the person who
/// sent it: what is wrong, in which line, and the remedy; never a value of the file.
public final class MalformedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedFileException(String message) {
        super(message);
    }

    public MalformedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
