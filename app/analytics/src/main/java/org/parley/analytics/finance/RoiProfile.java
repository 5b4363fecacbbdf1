package org.parley.analytics.finance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.parley.core.kernel.ProblemException;

/// How a file writes what it says.
public enum RoiProfile {
    /// RFC 4180 for programs: UTF-8 without a byte order mark, CRLF, comma, point. Equal lines are
    /// equal bytes.
    MACHINE("machine", "csv", ',', '.', false),
    /// For a spreadsheet set to English: with the byte order mark that Excel tells UTF-8 by.
    EXCEL_EN("excel-en", "csv", ',', '.', true),
    /// For spreadsheets of countries with a decimal comma, where lists are parted by semicolons.
    EXCEL_BG("excel-bg", "csv", ';', ',', true),
    EXCEL_DE("excel-de", "csv", ';', ',', true),
    EXCEL_ES("excel-es", "csv", ';', ',', true),
    EXCEL_FR("excel-fr", "csv", ';', ',', true),
    EXCEL_IT("excel-it", "csv", ';', ',', true),
    EXCEL_PL("excel-pl", "csv", ';', ',', true),
    /// A workbook: numbers and dates are such, whatever the spreadsheet is set to.
    XLSX("xlsx", "xlsx", ',', '.', false);

    private final String word;
    private final String extension;
    private final char separator;
    private final char decimal;
    private final boolean mark;

    RoiProfile(String word, String extension, char separator, char decimal, boolean mark) {
        this.word = word;
        this.extension = extension;
        this.separator = separator;
        this.decimal = decimal;
        this.mark = mark;
    }

    /// As it stands in requests and JSON.
    @JsonValue
    public String word() {
        return word;
    }

    /// Of the file, without the dot.
    public String extension() {
        return extension;
    }

    char separator() {
        return separator;
    }

    char decimal() {
        return decimal;
    }

    /// Whether the file begins with a byte order mark.
    boolean mark() {
        return mark;
    }

    /// @throws ProblemException VALIDATION where there is no such profile
    @JsonCreator
    public static RoiProfile of(String word) {
        return Arrays.stream(values())
                .filter(profile -> profile.word.equals(word))
                .findAny()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "profile",
                                Arrays.stream(values())
                                        .map(RoiProfile::word)
                                        .collect(Collectors.joining(", ", "One of ", ""))));
    }
}
