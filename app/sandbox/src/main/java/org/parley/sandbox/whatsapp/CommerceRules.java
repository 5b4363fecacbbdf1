package org.parley.sandbox.whatsapp;

import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Things to buy: one product, a list of them, the catalogue ("Sell products" of the Cloud API).
final class CommerceRules {
    private static final int MOST_PRODUCTS = 30;
    private static final int MOST_SECTIONS = 10;

    private CommerceRules() {}

    static void check(String type, JsonNode interactive, GraphFindings findings) {
        JsonNode action = interactive.path("action");
        String path = "interactive.action";
        switch (type) {
            case "product" -> {
                if (!Json.lacks(interactive, "header")) {
                    findings.add(GraphError.value("a product message takes no header"));
                }
                findings.text(action, "catalog_id", path + ".catalog_id", 100);
                findings.text(action, "product_retailer_id", path + ".product_retailer_id", 100);
            }
            case "product_list" -> {
                if (Json.lacks(interactive, "header")) {
                    findings.add(GraphError.missing("interactive.header"));
                }
                findings.text(action, "catalog_id", path + ".catalog_id", 100);
                sections(action.path("sections"), path + ".sections", findings);
            }
            default -> {
                InteractiveRules.named(action, "catalog_message", findings);
                JsonNode parameters = action.path("parameters");
                findings.optionalText(
                        parameters,
                        "thumbnail_product_retailer_id",
                        path + ".parameters.thumbnail_product_retailer_id",
                        100);
            }
        }
    }

    private static void sections(JsonNode sections, String path, GraphFindings findings) {
        if (!sections.isArray() || sections.isEmpty() || sections.size() > MOST_SECTIONS) {
            findings.add(GraphError.value(path + " must hold 1 to 10"));
        }
        int products = 0;
        for (JsonNode section : sections) {
            if (sections.size() > 1) {
                findings.text(section, "title", path + "[].title", 24);
            }
            for (JsonNode item : section.path("product_items")) {
                products++;
                findings.text(
                        item,
                        "product_retailer_id",
                        path + "[].product_items[].product_retailer_id",
                        100);
            }
        }
        if (products < 1 || products > MOST_PRODUCTS) {
            findings.add(GraphError.value("Total product count exceed max allowed count: 30"));
        }
    }
}
