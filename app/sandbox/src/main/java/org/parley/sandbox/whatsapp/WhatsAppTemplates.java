package org.parley.sandbox.whatsapp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The templates of the account.
public final class WhatsAppTemplates {
    private static final int MOST = 6000;

    private final Map<String, WhatsAppTemplate> templates = new ConcurrentHashMap<>();

    public void register(WhatsAppTemplate template) {
        if (templates.size() >= MOST) {
            throw new IllegalArgumentException("an account has at most " + MOST + " templates");
        }
        templates.put(key(template.name(), template.language()), template);
    }

    public List<WhatsAppTemplate> all() {
        return List.copyOf(templates.values());
    }

    Optional<WhatsAppTemplate> find(String name, String language) {
        return Optional.ofNullable(templates.get(key(name, language)));
    }

    boolean knows(String name) {
        return templates.values().stream().anyMatch(template -> template.name().equals(name));
    }

    private static String key(String name, String language) {
        return name + "\n" + language;
    }
}
