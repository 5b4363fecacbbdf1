package org.parley.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.contact.internal.ContactStore;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.json.JsonMapper;

class ContactsTest {

    private Contacts contacts;

    @BeforeEach
    void threePeople() {
        DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        dsl.execute(
                """
                insert into contact (external_id, first_name, tags, attributes)
                values ('a', 'Ana', '{vip}', '{"points": 3, "vip": true}'), ('b', null, '{}', '{}'), ('c', null, '{}', '{}')
                """);
        dsl.execute(
                """
                insert into address (contact_id, channel, value, position, state)
                values (1, 'sms', '+34612345678', 2, 'active'), (1, 'sms', '+34698765432', 1, 'invalid'),
                  (2, 'sms', '+34612345678', 1, 'active')
                """);
        contacts = new Contacts(new ContactStore(dsl, new JsonMapper()));
    }

    @Test
    void aContactComesWithTypedAttributesAndAddressesInTheOrderOfWriting() {
        Contact ana = contacts.findByExternalId("a").orElseThrow();

        assertThat(ana.tags()).containsExactly("vip");
        assertThat(ana.attributes()).containsOnly(entry("points", 3), entry("vip", true));
        assertThat(ana.addresses())
                .containsExactly(
                        new ContactAddress(
                                new Channel("sms"), "+34698765432", ContactAddress.State.INVALID),
                        new ContactAddress(
                                new Channel("sms"), "+34612345678", ContactAddress.State.ACTIVE));
    }

    @Test
    void pagesFollowOneAnotherWithoutGapsAndTheLastHasNoNext() {
        Page<Contact> first = contacts.page(null, 2);
        Page<Contact> second = contacts.page(first.next(), 2);

        assertThat(first.items()).extracting(Contact::externalId).containsExactly("a", "b");
        assertThat(second.items()).extracting(Contact::externalId).containsExactly("c");
        assertThat(second.next()).isNull();
    }

    @Test
    void anAddressMayBelongToSeveralPeople() {
        assertThat(contacts.byAddress(new Channel("sms"), "+34612345678")).containsExactly(1L, 2L);
        assertThat(contacts.byAddress(new Channel("viber"), "+34612345678")).isEmpty();
    }

    @Test
    void aContactThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> contacts.get(99))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
