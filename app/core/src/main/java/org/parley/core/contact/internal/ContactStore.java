package org.parley.core.contact.internal;

import static org.parley.sql.postgres.Tables.ADDRESS;
import static org.parley.sql.postgres.Tables.CONTACT;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.parley.core.contact.Contact;
import org.parley.core.contact.ContactAddress;
import org.parley.core.kernel.Channel;
import org.parley.sql.postgres.tables.records.ContactRecord;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads contacts with their addresses: two statements, however long the page is.
public final class ContactStore {

    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};

    private final DSLContext dsl;
    private final JsonMapper json;

    public ContactStore(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    public List<Contact> after(long id, int limit) {
        return withAddresses(
                dsl.selectFrom(CONTACT)
                        .where(CONTACT.ID.gt(id))
                        .orderBy(CONTACT.ID)
                        .limit(limit)
                        .fetch());
    }

    public Optional<Contact> find(long id) {
        return one(CONTACT.ID.eq(id));
    }

    public Optional<Contact> findByExternalId(String externalId) {
        return one(CONTACT.EXTERNAL_ID.eq(externalId));
    }

    public List<Long> byAddress(Channel channel, String value) {
        return dsl.select(ADDRESS.CONTACT_ID)
                .from(ADDRESS)
                .where(ADDRESS.CHANNEL.eq(channel.name()))
                .and(ADDRESS.VALUE.eq(value))
                .orderBy(ADDRESS.CONTACT_ID)
                .fetch(ADDRESS.CONTACT_ID);
    }

    private Optional<Contact> one(Condition condition) {
        return withAddresses(dsl.selectFrom(CONTACT).where(condition).fetch()).stream().findFirst();
    }

    private List<Contact> withAddresses(List<ContactRecord> contacts) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        Map<Long, List<ContactAddress>> addresses =
                dsl.select(ADDRESS.CONTACT_ID, ADDRESS.CHANNEL, ADDRESS.VALUE, ADDRESS.STATE)
                        .from(ADDRESS)
                        .where(
                                ADDRESS.CONTACT_ID.in(
                                        contacts.stream().map(ContactRecord::getId).toList()))
                        .orderBy(ADDRESS.CHANNEL, ADDRESS.POSITION, ADDRESS.ID)
                        .fetchGroups(
                                ADDRESS.CONTACT_ID,
                                r ->
                                        new ContactAddress(
                                                new Channel(r.get(ADDRESS.CHANNEL)),
                                                r.get(ADDRESS.VALUE),
                                                ContactAddress.State.of(r.get(ADDRESS.STATE))));
        return contacts.stream()
                .map(c -> contact(c, addresses.getOrDefault(c.getId(), List.of())))
                .toList();
    }

    private Contact contact(ContactRecord c, List<ContactAddress> addresses) {
        return new Contact(
                c.getId(),
                c.getExternalId(),
                c.getFirstName(),
                c.getLastName(),
                c.getEmail(),
                c.getPhone(),
                c.getCountry(),
                c.getLanguage(),
                c.getTimeZone(),
                Arrays.asList(c.getTags()),
                json.readValue(c.getAttributes().data(), ATTRIBUTES),
                c.getPreferredChannel(),
                addresses);
    }
}
