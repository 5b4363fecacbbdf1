package org.parley.sandbox.demo;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;

/// One contact of the demo world, all from the dice: the same number is always the same person.
///
/// @param whatsAppId empty for those who have a phone and no WhatsApp
/// @param goodEmail null when the written e-mail is missing or unusable
record DemoContact(
        int number,
        String externalId,
        String firstName,
        String lastName,
        String email,
        String phone,
        @Nullable String goodEmail,
        String viberId,
        String whatsAppId,
        String telegramId,
        String lineId,
        Mobile mobile,
        Country country,
        String timeZone,
        List<String> tags,
        String loyaltyTier,
        int birthdayMonth,
        BigDecimal lifetimeValue) {
    private static final List<String> TAGS =
            List.of(
                    "newsletter",
                    "app",
                    "running",
                    "outdoor",
                    "kids",
                    "sale-hunter",
                    "store-sofia");
    private static final List<String> TIERS = List.of("none", "silver", "gold");

    static DemoContact of(long seed, int number) {
        Dice dice = Dice.of(seed, "contact", Integer.toString(number));
        Country country = Country.at(dice.share("country"));
        String first = pick(dice, "first name", country.firstNames());
        String last = pick(dice, "last name", country.lastNames());
        String phone = phone(dice, country);
        String email = email(country, first, last, number);
        boolean viber = dice.happens("viber", country == Country.BG ? 0.85 : 0.35);
        Spelling spelling = Spelling.of(dice);
        boolean whatsApp = spelling.phoneUsable() && dice.happens("whatsapp", 0.8);
        return new DemoContact(
                number,
                "C%06d".formatted(number),
                first,
                last,
                spelling.email(email),
                spelling.phone(phone, country),
                spelling.emailUsable() ? email : null,
                viber ? viberId(dice) : "",
                whatsApp ? phone : "",
                dice.happens("telegram", 0.45) ? Long.toString(telegramId(dice)) : "",
                dice.happens("line", 0.35) ? "U" + dice.hex("line a") + dice.hex("line b") : "",
                Mobile.of(spelling.phoneUsable() ? phone : "", dice),
                country,
                country.timeZone(dice.share("zone")),
                tags(dice),
                TIERS.get(Math.min(2, (int) (dice.share("tier") * dice.share("tier luck") * 4))),
                1 + dice.pick("birthday", 12),
                lifetimeValue(dice));
    }

    /// The same person as a customer of the sandbox.
    Person asCustomer() {
        return new Person(
                        externalId, firstName + " " + lastName, country.language(), country.name())
                .on(Channel.VIBER, viberId)
                .on(Channel.WHATSAPP, whatsAppId)
                .on(Channel.EMAIL, goodEmail)
                .on(Channel.TELEGRAM, telegramId)
                .on(Channel.LINE, lineId)
                .on(Channel.SMS, mobile.number())
                .on(Channel.RCS, mobile.rcs() ? mobile.number() : "")
                .on(Channel.VIBER_BUSINESS, mobile.viber() ? mobile.number() : "");
    }

    /// A phone that can be written to, and what its owner has on it. Whether a number has RCS or
    /// Viber is for the provider to find out.
    ///
    /// @param number empty: none that works
    record Mobile(String number, boolean rcs, boolean viber) {
        static Mobile of(String number, Dice dice) {
            boolean usable = !number.isEmpty();
            return new Mobile(
                    number,
                    usable && dice.happens("rcs", 0.55),
                    usable && dice.happens("viber on the phone", 0.5));
        }
    }

    private static long telegramId(Dice dice) {
        return 100_000_000L + dice.pick("telegram id", 900_000_000);
    }

    Dice dice(long seed) {
        return Dice.of(seed, "life of", externalId);
    }

    /// How this contact's row was typed: a few rows are spelt by hand, a few are wrong.
    private enum Spelling {
        CLEAN,
        LOCAL_PHONE,
        NO_PHONE,
        WRONG_PHONE,
        NO_EMAIL,
        WRONG_EMAIL;

        static Spelling of(Dice dice) {
            double share = dice.share("spelling");
            if (share < 0.88) {
                return CLEAN;
            } else if (share < 0.93) {
                return LOCAL_PHONE;
            } else if (share < 0.95) {
                return NO_PHONE;
            } else if (share < 0.965) {
                return WRONG_PHONE;
            }
            return share < 0.985 ? NO_EMAIL : WRONG_EMAIL;
        }

        boolean phoneUsable() {
            return this != NO_PHONE && this != WRONG_PHONE;
        }

        boolean emailUsable() {
            return this != NO_EMAIL && this != WRONG_EMAIL;
        }

        String phone(String phone, Country country) {
            return switch (this) {
                case LOCAL_PHONE -> national(phone, country);
                case NO_PHONE -> "";
                case WRONG_PHONE -> phone.substring(0, 6);
                case CLEAN, NO_EMAIL, WRONG_EMAIL -> phone;
            };
        }

        String email(String email) {
            return switch (this) {
                case NO_EMAIL -> "";
                case WRONG_EMAIL -> email.replace("@", " at ");
                case CLEAN, LOCAL_PHONE, NO_PHONE, WRONG_PHONE -> email;
            };
        }
    }

    private static String national(String phone, Country country) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        PhoneNumber parsed = parse(phones, phone, country);
        return phones.format(parsed, PhoneNumberFormat.NATIONAL);
    }

    /// A mobile number that libphonenumber calls valid, found by trying digits from the dice.
    private static String phone(Dice dice, Country country) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        for (int attempt = 0; attempt < 200; attempt++) {
            String candidate = fill(dice, country.mobile(), attempt);
            PhoneNumber parsed = parse(phones, candidate, country);
            PhoneNumberType type = phones.getNumberType(parsed);
            if (phones.isValidNumber(parsed)
                    && (type == PhoneNumberType.MOBILE
                            || type == PhoneNumberType.FIXED_LINE_OR_MOBILE)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no valid number like " + country.mobile());
    }

    private static PhoneNumber parse(PhoneNumberUtil phones, String phone, Country country) {
        try {
            return phones.parse(phone, country.name());
        } catch (com.google.i18n.phonenumbers.NumberParseException e) {
            throw new IllegalStateException("not a phone number: " + phone, e);
        }
    }

    private static String fill(Dice dice, String pattern, int attempt) {
        StringBuilder filled = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            filled.append(c == '#' ? (char) ('0' + dice.pick(attempt + "#" + i, 10)) : c);
        }
        return filled.toString();
    }

    /// Reserved example domains, so that no mail can ever reach anyone.
    private static String email(Country country, String first, String last, int number) {
        String name = country == Country.BG ? "customer" : latin(first) + "." + latin(last);
        return "%s.%d@%s.example".formatted(name, number, country.name().toLowerCase(Locale.ROOT));
    }

    private static String latin(String name) {
        String plain =
                Normalizer.normalize(
                                name.replace("ß", "ss").replace("Ł", "L").replace("ł", "l"),
                                Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /// The look of Viber's ids: 24 characters of Base64.
    private static String viberId(Dice dice) {
        byte[] bytes =
                (dice.hex("viber a") + dice.hex("viber b")).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, 16));
    }

    private static List<String> tags(Dice dice) {
        List<String> tags = new ArrayList<>();
        for (String tag : TAGS) {
            if (dice.happens("tag " + tag, tag.equals("newsletter") ? 0.6 : 0.2)) {
                tags.add(tag);
            }
        }
        return tags;
    }

    private static BigDecimal lifetimeValue(Dice dice) {
        double value = -Math.log(1 - dice.share("lifetime value")) * 220;
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static String pick(Dice dice, String question, List<String> from) {
        return from.get(dice.pick(question, from.size()));
    }
}
