package org.parley.server;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// Starts one node.
@SpringBootApplication(
        scanBasePackages = "org.parley",
        // It would invent a user of its own; ours are members and keys.
        exclude = UserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(ParleySettings.class)
public class ParleyApplication {

    public static void main(String[] arguments) {
        // The ClickHouse driver reads and writes local times in the zone of the process.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(ParleyApplication.class, arguments);
    }
}
