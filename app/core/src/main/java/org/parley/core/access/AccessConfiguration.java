package org.parley.core.access;

import java.security.SecureRandom;
import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.core.access.internal.ApiKeyStore;
import org.parley.core.access.internal.MemberStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires members and keys; the server brings the clock, the store and the password hashing.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    SecretGenerator secretGenerator() {
        return new SecretGenerator(new SecureRandom());
    }

    @Bean
    MemberStore memberStore(DSLContext postgres) {
        return new MemberStore(postgres);
    }

    @Bean
    Members members(MemberStore store, PasswordHashing hashing, SecretGenerator secrets) {
        return new Members(store, hashing, secrets);
    }

    @Bean
    FirstMembers firstMembers(Members members, MemberStore store) {
        return new FirstMembers(members, store);
    }

    @Bean
    ApiKeys apiKeys(DSLContext postgres, SecretGenerator secrets, Clock clock) {
        return new ApiKeys(new ApiKeyStore(postgres), secrets, clock);
    }
}
