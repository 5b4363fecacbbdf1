package org.parley.core.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.Map;
import org.parley.core.kernel.Channel;

/// Something to tap. The text is a Liquid template of one line until it is filled in.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Button.Reply.class, name = "reply"),
    @JsonSubTypes.Type(value = Button.Url.class, name = "url"),
    @JsonSubTypes.Type(value = Button.Call.class, name = "call"),
    @JsonSubTypes.Type(value = Button.LocationRequest.class, name = "location_request"),
    @JsonSubTypes.Type(value = Button.ShareContact.class, name = "share_contact"),
    @JsonSubTypes.Type(value = Button.CopyCode.class, name = "copy_code"),
    @JsonSubTypes.Type(value = Button.ProductPage.class, name = "product"),
    @JsonSubTypes.Type(value = Button.Form.class, name = "form")
})
public sealed interface Button {

    ButtonKind kind();

    String text();

    /// Sends `payload` back as an answer.
    ///
    /// @param payload 1 to 256 characters, the same for all contacts
    record Reply(String text, String payload) implements Button {
        @Override
        public ButtonKind kind() {
            return ButtonKind.REPLY;
        }
    }

    /// Opens an address through a tracked link.
    ///
    /// @param url the same for all contacts; in a rendered message, the tracked address
    record Url(String text, URI url) implements Button {
        @Override
        public ButtonKind kind() {
            return ButtonKind.URL;
        }
    }

    /// @param phone E.164
    record Call(String text, String phone) implements Button {
        @Override
        public ButtonKind kind() {
            return ButtonKind.CALL;
        }
    }

    /// Asks where the person is.
    record LocationRequest(String text) implements Button {
        @Override
        public ButtonKind kind() {
            return ButtonKind.LOCATION_REQUEST;
        }
    }

    /// Asks for the person's phone number.
    record ShareContact(String text) implements Button {
        @Override
        public ButtonKind kind() {
            return ButtonKind.SHARE_CONTACT;
        }
    }

    /// @param code Liquid text; what is copied
    record CopyCode(String text, String code) implements Button {
        @Override
        public ButtonKind kind() {
            return ButtonKind.COPY_CODE;
        }
    }

    /// Opens a product of a catalogue that the channel knows.
    ///
    /// @param url its page, where the channel has no catalogue; tracked
    record ProductPage(String text, String catalogue, String product, URI url) implements Button {
        @Override
        public ButtonKind kind() {
            return ButtonKind.PRODUCT;
        }
    }

    /// Opens a form that lives at the provider.
    ///
    /// @param forms the provider's id of the form by channel
    /// @param url the same form on the web, for channels without; tracked
    record Form(String text, Map<Channel, String> forms, URI url) implements Button {
        public Form {
            forms = forms == null ? Map.of() : Map.copyOf(forms);
        }

        @Override
        public ButtonKind kind() {
            return ButtonKind.FORM;
        }
    }
}
