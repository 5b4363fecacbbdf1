package org.parley.sandbox.demo;

import java.util.function.Consumer;

/// `contacts.csv`.
final class ContactRows {
    static final String[] HEADER = {
        "external_id",
        "first_name",
        "last_name",
        "email",
        "phone",
        "viber_id",
        "whatsapp_id",
        "telegram_id",
        "line_id",
        "country",
        "language",
        "time_zone",
        "tags",
        "loyalty_tier",
        "birthday_month",
        "lifetime_value"
    };

    private ContactRows() {}

    static void write(DemoContact contact, Consumer<Object[]> row) {
        row.accept(
                new Object[] {
                    contact.externalId(),
                    contact.firstName(),
                    contact.lastName(),
                    contact.email(),
                    contact.phone(),
                    contact.viberId(),
                    contact.whatsAppId(),
                    contact.telegramId(),
                    contact.lineId(),
                    contact.country().name(),
                    contact.country().language(),
                    contact.timeZone(),
                    String.join(";", contact.tags()),
                    contact.loyaltyTier(),
                    contact.birthdayMonth(),
                    contact.lifetimeValue().toPlainString()
                });
    }
}
