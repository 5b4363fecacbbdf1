package org.parley.sandbox.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Dice;

/// What customers type, in their language.
final class Words {
    private Words() {}

    static String answer(@Nullable String language, Dice dice) {
        List<String> words =
                switch (language == null ? "en" : language) {
                    case "bg" -> List.of("Да", "Благодаря!", "Колко струва?", "Имате ли размер L?");
                    case "de" -> List.of("Ja", "Danke!", "Was kostet das?", "Gibt es Größe L?");
                    case "fr" -> List.of("Oui", "Merci !", "Combien ça coûte ?", "En taille L ?");
                    case "es" -> List.of("Sí", "¡Gracias!", "¿Cuánto cuesta?", "¿Hay talla L?");
                    case "pl" -> List.of("Tak", "Dziękuję!", "Ile to kosztuje?", "Jest rozmiar L?");
                    case "it" -> List.of("Sì", "Grazie!", "Quanto costa?", "C'è la taglia L?");
                    default -> List.of("Yes", "Thanks!", "How much is it?", "Do you have size L?");
                };
        return words.get(dice.pick("words", words.size()));
    }
}
