package org.parley.core.carriage;

/// @param button opens the list
/// @param rows in all sections together
/// @param description of a row; {@link TextLimit#NONE}: rows have none
public record ListRule(
        TextLimit button,
        int sections,
        int rows,
        TextLimit sectionTitle,
        TextLimit title,
        TextLimit description,
        TextLimit payload) {}
