package org.parley.analytics.finance;

/// Text cells that no spreadsheet takes for a formula. A cell that begins like one gets an
/// apostrophe in front (OWASP ASVS, CSV injection; quotes alone do not help). Numeric cells are
/// written by us and exempt: -12.50 stays a number.
final class CsvText {

    // = + - @, tab, CR, LF, NUL, and the full-width forms of the first four.
    private static final String DANGEROUS = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvText() {}

    static String safe(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
