package org.parley.sandbox.demo;

import java.util.List;

/// What is typical of a country: names, language, clock, money, phone numbers.
enum Country {
    BG(
            34,
            "bg",
            "Europe/Sofia",
            "EUR",
            "+35988#######",
            "Иван;Мария;Георги;Елена;Димитър;Десислава;Николай;Виктория;Петър;Надежда",
            "Иванов;Петрова;Димитров;Георгиева;Николов;Тодорова;Стоянов;Колева"),
    DE(
            16,
            "de",
            "Europe/Berlin",
            "EUR",
            "+4915112######",
            "Lukas;Anna;Jürgen;Lena;Felix;Sophie;Björn;Käthe",
            "Müller;Schmidt;Schäfer;Weiß;Fischer;Wagner;Becker;Groß"),
    GB(
            12,
            "en",
            "Europe/London",
            "GBP",
            "+447400######",
            "Oliver;Amelia;Harry;Isla;George;Freya;Noah;Niamh",
            "Smith;Jones;Taylor;O'Brien;Evans;Patel;Wright;Khan"),
    FR(
            8,
            "fr",
            "Europe/Paris",
            "EUR",
            "+336########",
            "Léa;Hugo;Chloé;François;Zoé;Jérôme;Manon;Loïc",
            "Martin;Lefèvre;Dubois;Géraud;Moreau;Leroy;D'Angelo;Roux"),
    ES(
            8,
            "es",
            "Europe/Madrid",
            "EUR",
            "+346########",
            "Lucía;Martín;Sofía;José;Begoña;Íñigo;Paula;Álvaro",
            "García;Fernández;López;Muñoz;Ibáñez;Núñez;Castaño;Peña"),
    PL(
            8,
            "pl",
            "Europe/Warsaw",
            "PLN",
            "+485########",
            "Łukasz;Zofia;Jakub;Małgorzata;Michał;Agnieszka;Paweł;Róża",
            "Nowak;Wiśniewska;Wójcik;Kamińska;Zieliński;Dąbrowska;Żak;Lis"),
    IT(
            7,
            "it",
            "Europe/Rome",
            "EUR",
            "+39320#######",
            "Giulia;Leonardo;Niccolò;Aurora;Matteo;Chiara;Davide;Sofia",
            "Rossi;Russo;Ferrari;Esposito;Colombo;De Luca;Conti;Costa"),
    US(
            5,
            "en",
            "America/New_York",
            "USD",
            "+1212555####",
            "Emma;Liam;Ava;Mason;Mia;Ethan;Harper;Aiden",
            "Johnson;Williams;Brown;Garcia;Miller;Davis;Lee;Clark"),
    AT(
            2,
            "de",
            "Europe/Vienna",
            "EUR",
            "+43664#######",
            "Leonie;Maximilian;Theresa;Jakob",
            "Gruber;Huber;Pichler;Steiner");

    /// Share of the contacts, of 100.
    private final int weight;

    private final String language;
    private final String timeZone;
    private final String currency;

    /// A mobile number in E.164, where `#` is any digit.
    private final String mobile;

    private final String firstNames;
    private final String lastNames;

    Country(
            int weight,
            String language,
            String timeZone,
            String currency,
            String mobile,
            String firstNames,
            String lastNames) {
        this.weight = weight;
        this.language = language;
        this.timeZone = timeZone;
        this.currency = currency;
        this.mobile = mobile;
        this.firstNames = firstNames;
        this.lastNames = lastNames;
    }

    /// The country that a share in [0, 1) falls on.
    static Country at(double share) {
        double left = share * 100;
        for (Country country : values()) {
            left -= country.weight;
            if (left < 0) {
                return country;
            }
        }
        return BG;
    }

    String language() {
        return language;
    }

    /// A few people of a large country live by another clock.
    String timeZone(double share) {
        return this == US && share < 0.4 ? "America/Los_Angeles" : timeZone;
    }

    String currency() {
        return currency;
    }

    String mobile() {
        return mobile;
    }

    List<String> firstNames() {
        return List.of(firstNames.split(";", -1));
    }

    List<String> lastNames() {
        return List.of(lastNames.split(";", -1));
    }
}
