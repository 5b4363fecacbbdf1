package org.parley.batch.imports.form;

/// One line of the reject file.
///
/// @param column empty where the row as a whole is meant
/// @param reason for a person; never a value of the file
/// @param wholeRow false where the row landed without this column
public record Rejection(String column, String reason, boolean wholeRow) {}
