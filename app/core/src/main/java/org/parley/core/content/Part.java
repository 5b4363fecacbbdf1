package org.parley.core.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message mainly is. Texts are Liquid templates until they are filled in for a contact.
/// Addresses of media are public and HTTPS.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Part.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Part.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Part.Video.class, name = "video"),
    @JsonSubTypes.Type(value = Part.Audio.class, name = "audio"),
    @JsonSubTypes.Type(value = Part.File.class, name = "file"),
    @JsonSubTypes.Type(value = Part.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Part.Contact.class, name = "contact"),
    @JsonSubTypes.Type(value = Part.Card.class, name = "card"),
    @JsonSubTypes.Type(value = Part.Carousel.class, name = "carousel"),
    @JsonSubTypes.Type(value = Part.ListMenu.class, name = "list"),
    @JsonSubTypes.Type(value = Part.Product.class, name = "product"),
    @JsonSubTypes.Type(value = Part.ProductList.class, name = "product_list"),
    @JsonSubTypes.Type(value = Part.Catalogue.class, name = "catalogue")
})
public sealed interface Part {

    PartKind kind();

    /// What it says: the text itself, or what stands beside the media. Null: nothing.
    @Nullable String text();

    /// What stands in its place on a channel that cannot carry it. Null: an address or the part's
    /// own words, as the channel allows.
    @Nullable String fallback();

    /// A picture, film, sound or document at an address.
    sealed interface Media extends Part {
        URI url();

        /// Size, where the author knows it; some channels demand it.
        @Nullable Long bytes();
    }

    record Text(String text) implements Part {
        @Override
        public PartKind kind() {
            return PartKind.TEXT;
        }

        @Override
        public @Nullable String fallback() {
            return null;
        }
    }

    /// @param alt what it shows, for those who do not see it
    record Image(
            URI url,
            String alt,
            @Nullable String text,
            @Nullable Long bytes,
            @Nullable String fallback)
            implements Media {

        public Image(URI url, String alt, @Nullable String text) {
            this(url, alt, text, null, null);
        }

        @Override
        public PartKind kind() {
            return PartKind.IMAGE;
        }
    }

    /// @param thumbnail picture that stands for it until it plays
    /// @param seconds its length
    record Video(
            URI url,
            @Nullable String text,
            @Nullable URI thumbnail,
            @Nullable Long bytes,
            @Nullable Integer seconds,
            @Nullable String fallback)
            implements Media {

        public Video(URI url, @Nullable String text) {
            this(url, text, null, null, null, null);
        }

        @Override
        public PartKind kind() {
            return PartKind.VIDEO;
        }
    }

    record Audio(
            URI url,
            @Nullable String text,
            @Nullable Long bytes,
            @Nullable Integer seconds,
            @Nullable String fallback)
            implements Media {

        public Audio(URI url, @Nullable String text) {
            this(url, text, null, null, null);
        }

        @Override
        public PartKind kind() {
            return PartKind.AUDIO;
        }
    }

    /// @param name of the file as the person sees it, with its ending
    record File(
            URI url,
            String name,
            @Nullable String text,
            @Nullable Long bytes,
            @Nullable String fallback)
            implements Media {

        public File(URI url, String name, @Nullable String text) {
            this(url, name, text, null, null);
        }

        @Override
        public PartKind kind() {
            return PartKind.FILE;
        }
    }

    /// @param latitude degrees north, -90 to 90
    /// @param longitude degrees east, -180 to 180
    record Location(
            double latitude,
            double longitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String fallback)
            implements Part {

        @Override
        public PartKind kind() {
            return PartKind.LOCATION;
        }

        @Override
        public @Nullable String text() {
            return null;
        }

        /// The same place on a map that any browser opens: Google Maps URLs, "Search".
        public URI map() {
            return URI.create(
                    "https://www.google.com/maps/search/?api=1&query="
                            + latitude
                            + "%2C"
                            + longitude);
        }
    }

    /// Somebody's name and number for the address book.
    ///
    /// @param phone E.164
    record Contact(String name, String phone, @Nullable String fallback) implements Part {

        @Override
        public PartKind kind() {
            return PartKind.CONTACT;
        }

        @Override
        public @Nullable String text() {
            return null;
        }
    }

    /// @param media an image, a video or a file
    /// @param buttons inside the card
    record Card(
            @Nullable Media media,
            @Nullable String title,
            @Nullable String text,
            List<Button> buttons,
            @Nullable String fallback)
            implements Part {

        public Card {
            buttons = buttons == null ? List.of() : List.copyOf(buttons);
        }

        @Override
        public PartKind kind() {
            return PartKind.CARD;
        }
    }

    /// @param text above the cards
    record Carousel(@Nullable String text, List<Card> cards, @Nullable String fallback)
            implements Part {

        public Carousel {
            cards = cards == null ? List.of() : List.copyOf(cards);
        }

        @Override
        public PartKind kind() {
            return PartKind.CAROUSEL;
        }
    }

    /// A choice of one row out of many.
    ///
    /// @param button opens the list
    record ListMenu(String text, String button, List<Section> sections, @Nullable String fallback)
            implements Part {

        public ListMenu {
            sections = sections == null ? List.of() : List.copyOf(sections);
        }

        @Override
        public PartKind kind() {
            return PartKind.LIST;
        }

        public List<Row> rows() {
            return sections.stream().flatMap(section -> section.rows().stream()).toList();
        }
    }

    record Section(@Nullable String title, List<Row> rows) {
        public Section {
            rows = rows == null ? List.of() : List.copyOf(rows);
        }
    }

    /// @param payload comes back when the row is chosen; the same for all contacts
    record Row(String title, @Nullable String description, String payload) {}

    /// One product of a catalogue that the channel knows.
    ///
    /// @param url the product's page, opened where the channel has no catalogue; tracked
    record Product(
            @Nullable String text,
            String catalogue,
            String product,
            @Nullable URI url,
            @Nullable String fallback)
            implements Part {

        @Override
        public PartKind kind() {
            return PartKind.PRODUCT;
        }
    }

    /// @param title above the text
    record ProductList(
            String title,
            String text,
            String catalogue,
            List<ProductSection> sections,
            @Nullable String fallback)
            implements Part {

        public ProductList {
            sections = sections == null ? List.of() : List.copyOf(sections);
        }

        @Override
        public PartKind kind() {
            return PartKind.PRODUCT_LIST;
        }
    }

    /// @param products their ids in the catalogue
    record ProductSection(String title, List<String> products) {
        public ProductSection {
            products = products == null ? List.of() : List.copyOf(products);
        }
    }

    /// The whole catalogue.
    ///
    /// @param product whose picture stands for it
    record Catalogue(String text, @Nullable String product, @Nullable String fallback)
            implements Part {

        @Override
        public PartKind kind() {
            return PartKind.CATALOGUE;
        }
    }
}
