package org.parley.sandbox;

/// What the command line asks for.
sealed interface CommandLine {
    String HELP =
            """
            Usage: sandbox [--port N] [--smtp-port N] [--seed N] [--time-scale X]

            Plays Viber, WhatsApp and a mail server on 127.0.0.1, with customers that react.

              --port N        HTTP port; 0 takes any free one (default 0)
              --smtp-port N   SMTP port; 0 takes any free one (default 0)
              --seed N        decides who does what, and the credentials (default %d)
              --time-scale X  real seconds per second of customers' time; 0 has no
                              delays but the two seconds before a message is read
                              (default %.4f: a campaign is over in twelve seconds)
              --help          this text
            """
                    .formatted(SandboxSettings.USUAL_SEED, SandboxSettings.USUAL_TIME_SCALE);

    record Run(SandboxSettings settings) implements CommandLine {}

    record Help() implements CommandLine {}

    record Wrong(String why) implements CommandLine {}

    static CommandLine parse(String[] args) {
        SandboxSettings settings = SandboxSettings.demo();
        for (int i = 0; i < args.length; i += 2) {
            String flag = args[i];
            if (flag.equals("--help")) {
                return new Help();
            }
            if (i + 1 == args.length) {
                return new Wrong(flag + " needs a value, or is no flag");
            }
            String value = args[i + 1];
            try {
                switch (flag) {
                    case "--port" -> settings = settings.withPort(port(flag, value));
                    case "--smtp-port" -> settings = settings.withSmtpPort(port(flag, value));
                    case "--seed" -> settings = settings.withSeed(Long.parseLong(value));
                    case "--time-scale" ->
                            settings = settings.withTimeScale(Double.parseDouble(value));
                    default -> {
                        return new Wrong("no such flag: " + flag);
                    }
                }
            } catch (NumberFormatException e) {
                return new Wrong(flag + " takes a number, not " + value);
            } catch (IllegalArgumentException e) {
                return new Wrong(String.valueOf(e.getMessage()));
            }
        }
        return new Run(settings);
    }

    private static int port(String flag, String value) {
        int port = Integer.parseInt(value);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(flag + " must be within 0 and 65535, not " + value);
        }
        return port;
    }
}
