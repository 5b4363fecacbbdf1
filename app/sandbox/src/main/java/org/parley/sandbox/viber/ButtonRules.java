package org.parley.sandbox.viber;

import java.util.Set;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// The rules for keyboards and carousels ("Keyboards & carousels" in Viber's reference): they share
/// the button grid.
final class ButtonRules {
    private static final int MOST_KEYBOARD_ROWS = 24;
    private static final int LONGEST_BUTTON_TEXT = 250;
    private static final int LONGEST_ACTION = 4000;
    private static final Set<String> ACTIONS =
            Set.of("reply", "open-url", "location-picker", "share-phone", "none");
    private static final Set<String> SIZES = Set.of("small", "regular", "large");
    private static final Set<String> ACROSS = Set.of("left", "center", "right");
    private static final Set<String> DOWN = Set.of("top", "middle", "bottom");
    private static final Set<String> SCALES = Set.of("crop", "fill", "fit");
    private static final Set<String> INPUT = Set.of("regular", "minimized", "hidden");

    private ButtonRules() {}

    static void keyboard(JsonNode keyboard, Findings findings) {
        frame(keyboard, "keyboard", "keyboard", findings);
        findings.number(keyboard, "CustomDefaultHeight", "keyboard.CustomDefaultHeight", 40, 70);
        findings.number(keyboard, "HeightScale", "keyboard.HeightScale", 20, 100);
        findings.choice(keyboard, "InputFieldState", "keyboard.InputFieldState", INPUT);
        int cells = buttons(keyboard, "keyboard", 2, findings);
        int columns = keyboard.path("ButtonsGroupColumns").asInt(6);
        if (cells > MOST_KEYBOARD_ROWS * Math.max(1, columns)) {
            findings.bad("keyboard has more than " + MOST_KEYBOARD_ROWS + " rows");
        }
    }

    static void richMedia(JsonNode media, Findings findings) {
        frame(media, "rich_media", "rich_media", findings);
        buttons(media, "rich_media", media.path("ButtonsGroupRows").asInt(7), findings);
    }

    private static void frame(JsonNode grid, String path, String type, Findings findings) {
        if (!grid.isObject()) {
            findings.bad(path + " must be an object");
            return;
        }
        if (Json.lacks(grid, "Type")) {
            findings.missing(path + ".Type");
        } else if (!grid.path("Type").asString("").equals(type)) {
            findings.bad(path + ".Type must be " + type);
        }
        findings.number(grid, "ButtonsGroupColumns", path + ".ButtonsGroupColumns", 1, 6);
        findings.number(grid, "ButtonsGroupRows", path + ".ButtonsGroupRows", 1, 7);
        findings.color(grid, "BgColor", path + ".BgColor");
    }

    /// Checks all buttons and returns how many cells of the grid they fill.
    private static int buttons(JsonNode grid, String path, int mostRows, Findings findings) {
        JsonNode buttons = grid.path("Buttons");
        if (buttons.isMissingNode()) {
            findings.missing(path + ".Buttons");
            return 0;
        }
        if (!buttons.isArray() || buttons.isEmpty()) {
            findings.bad(path + ".Buttons must hold at least one button");
            return 0;
        }
        int columns = grid.path("ButtonsGroupColumns").asInt(6);
        int cells = 0;
        for (int i = 0; i < buttons.size(); i++) {
            JsonNode button = buttons.get(i);
            button(button, path + ".Buttons[" + i + "]", columns, mostRows, findings);
            cells += button.path("Columns").asInt(columns) * button.path("Rows").asInt(1);
        }
        return cells;
    }

    private static void button(
            JsonNode button, String path, int columns, int rows, Findings findings) {
        if (!button.isObject()) {
            findings.bad(path + " must be an object");
            return;
        }
        findings.choice(button, "ActionType", path + ".ActionType", ACTIONS);
        String action = button.path("ActionType").asString("reply");
        if (!action.equals("none")) {
            findings.text(button, "ActionBody", path + ".ActionBody", LONGEST_ACTION);
        }
        if (action.equals("open-url")) {
            findings.optionalUrl(button, "ActionBody", path + ".ActionBody");
        }
        findings.number(button, "Columns", path + ".Columns", 1, columns);
        findings.number(button, "Rows", path + ".Rows", 1, rows);
        findings.optionalText(button, "Text", path + ".Text", LONGEST_BUTTON_TEXT);
        findings.optionalUrl(button, "Image", path + ".Image");
        findings.optionalUrl(button, "BgMedia", path + ".BgMedia");
        look(button, path, findings);
    }

    private static void look(JsonNode button, String path, Findings findings) {
        findings.choice(button, "TextSize", path + ".TextSize", SIZES);
        findings.choice(button, "TextHAlign", path + ".TextHAlign", ACROSS);
        findings.choice(button, "TextVAlign", path + ".TextVAlign", DOWN);
        findings.choice(button, "BgMediaScaleType", path + ".BgMediaScaleType", SCALES);
        findings.choice(button, "ImageScaleType", path + ".ImageScaleType", SCALES);
        findings.number(button, "TextOpacity", path + ".TextOpacity", 0, 100);
        findings.color(button, "BgColor", path + ".BgColor");
        JsonNode paddings = button.path("TextPaddings");
        if (!paddings.isMissingNode()
                && (!paddings.isArray()
                        || paddings.size() != 4
                        || paddings.valueStream()
                                .anyMatch(p -> p.asInt(-1) < 0 || p.asInt(-1) > 12))) {
            findings.bad(path + ".TextPaddings must be four numbers within 0 and 12");
        }
        JsonNode browser = button.path("InternalBrowser");
        findings.optionalText(browser, "CustomTitle", path + ".InternalBrowser.CustomTitle", 15);
        JsonNode frame = button.path("Frame");
        findings.number(frame, "BorderWidth", path + ".Frame.BorderWidth", 0, 10);
        findings.number(frame, "CornerRadius", path + ".Frame.CornerRadius", 0, 10);
        findings.color(frame, "BorderColor", path + ".Frame.BorderColor");
    }
}
