package org.parley.core.carriage;

/// @param sections of a product list
/// @param products in all sections together
/// @param title of the list
/// @param sectionTitle of a section
public record ProductRule(int sections, int products, TextLimit title, TextLimit sectionTitle) {}
