package org.parley.batch.imports;

import static org.parley.sql.postgres.Tables.ATTRIBUTE_DEFINITION;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.form.AttributeType;
import org.parley.batch.imports.form.ConsentForm;
import org.parley.batch.imports.form.ContactForm;
import org.parley.batch.imports.form.OrderForm;
import org.parley.batch.imports.form.ResultForm;
import org.parley.batch.imports.form.RetailForm;
import org.parley.batch.imports.form.RowParser;
import org.parley.core.contact.PhoneNumbers;
import tools.jackson.databind.json.JsonMapper;

/// Chooses the form of a file by its kind and options.
final class ImportForms {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final DSLContext dsl;
    private final ImportSettings settings;
    private final ContactForm contacts;
    private final ConsentForm consents;
    private final OrderForm orders;
    private final ResultForm results;

    ImportForms(
            DSLContext dsl,
            ImportSettings settings,
            PhoneNumbers phones,
            JsonMapper json,
            Clock clock) {
        this.dsl = dsl;
        this.settings = settings;
        this.contacts = new ContactForm(phones, json, settings.phoneChannels());
        this.consents = new ConsentForm(clock);
        this.orders = new OrderForm(phones);
        this.results = new ResultForm(phones, clock);
    }

    BoundFile bind(ImportFile file, Path path) {
        boolean money =
                switch (file.kind()) {
                    case ORDERS, ONLINE_RETAIL, RESULTS -> true;
                    case CONTACTS, CONSENTS -> false;
                };
        return new BoundFile(path, settings.limits(), money, form(file.kind(), file.options()));
    }

    private Function<List<String>, RowParser> form(ImportKind kind, ImportOptions options) {
        String region = options.defaultRegion();
        String store = options.store();
        String currency = options.currency();
        return switch (kind) {
            case CONTACTS -> header -> contacts.bind(header, region, knownAttributes());
            case CONSENTS -> header -> consents.bind(header, zone(options.zone(), ZoneOffset.UTC));
            case ORDERS ->
                    header ->
                            orders.bind(
                                    header,
                                    store,
                                    currency,
                                    region,
                                    zone(options.zone(), ZoneOffset.UTC));
            case ONLINE_RETAIL ->
                    header ->
                            RetailForm.bind(
                                    header,
                                    Objects.requireNonNullElse(store, "online-retail"),
                                    Currency.getInstance(
                                            Objects.requireNonNullElse(currency, "GBP")),
                                    zone(options.zone(), LONDON));
            case RESULTS ->
                    header -> results.bind(header, Objects.requireNonNull(options.results()));
        };
    }

    private Map<String, AttributeType> knownAttributes() {
        return dsl.selectFrom(ATTRIBUTE_DEFINITION)
                .fetchMap(
                        ATTRIBUTE_DEFINITION.NAME,
                        definition -> AttributeType.of(definition.getType()));
    }

    private static ZoneId zone(@Nullable String name, ZoneId otherwise) {
        return name == null ? otherwise : ZoneId.of(name);
    }
}
