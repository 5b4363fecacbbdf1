package org.parley.server.web.contacts;

import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.consent.Consent;
import org.parley.core.consent.ConsentLedger;
import org.parley.core.contact.Contact;
import org.parley.core.contact.ContactAddress;
import org.parley.core.contact.Contacts;
import org.parley.core.kernel.Page;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// People, how they can be reached, and what they agreed to.
@RestController
@RequestMapping("/api/v1/contacts")
final class ContactController {

    private final Contacts contacts;
    private final ConsentLedger consents;

    ContactController(Contacts contacts, ConsentLedger consents) {
        this.contacts = contacts;
        this.consents = consents;
    }

    record ConsentView(String channel, String purpose, String state, Instant occurredAt) {
        static ConsentView of(Consent consent) {
            return new ConsentView(
                    consent.channel().name(),
                    consent.purpose(),
                    consent.state().word(),
                    consent.occurredAt());
        }
    }

    record AddressView(String channel, String value, String state) {
        static AddressView of(ContactAddress address) {
            return new AddressView(
                    address.channel().name(), address.value(), address.state().word());
        }
    }

    record ContactView(
            long id,
            String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String country,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable String preferredChannel,
            List<String> tags,
            Map<String, Object> attributes,
            List<AddressView> addresses,
            List<ConsentView> consents) {}

    /// Contacts in the order in which they came.
    @GetMapping
    Page<ContactView> list(
            @Valid @ParameterObject Paging paging,
            @RequestParam(required = false) @Nullable String externalId) {
        Page<Contact> page =
                externalId == null
                        ? contacts.page(paging.after(), paging.size())
                        : new Page<>(contacts.findByExternalId(externalId).stream().toList(), null);
        return new Page<>(views(page.items()), page.next());
    }

    @GetMapping("/{id}")
    ContactView get(@PathVariable long id) {
        return views(List.of(contacts.get(id))).getFirst();
    }

    private List<ContactView> views(List<Contact> page) {
        Map<Long, List<Consent>> said = consents.current(page.stream().map(Contact::id).toList());
        return page.stream().map(c -> view(c, said.getOrDefault(c.id(), List.of()))).toList();
    }

    private static ContactView view(Contact contact, List<Consent> said) {
        return new ContactView(
                contact.id(),
                contact.externalId(),
                contact.firstName(),
                contact.lastName(),
                contact.email(),
                contact.phone(),
                contact.country(),
                contact.language(),
                contact.timeZone(),
                contact.preferredChannel(),
                contact.tags(),
                contact.attributes(),
                contact.addresses().stream().map(AddressView::of).toList(),
                said.stream().map(ConsentView::of).toList());
    }
}
