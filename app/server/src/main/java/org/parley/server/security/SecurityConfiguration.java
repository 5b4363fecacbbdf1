package org.parley.server.security;

import java.util.Objects;
import org.parley.core.access.ApiKeys;
import org.parley.core.access.PasswordHashing;
import org.parley.server.ParleySettings;
import org.parley.server.rest.ProblemWriter;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Three kinds of requests, three chains: what providers and recipients call, what members and
/// programs call, and the files of the web app.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] PUBLIC = {"/webhooks/**", "/r/**", "/u/**", "/o/**"};
    private static final String[] GUARDED = {"/api/**", "/v3/**", "/actuator/**"};
    private static final String CONTENT_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: https:; font-src 'self' data:; connect-src 'self';"
                    + " object-src 'none'; base-uri 'self'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /// Open to the world and without any state of ours: webhooks prove themselves by their
    /// signature, links by their token.
    @Bean
    @Order(1)
    SecurityFilterChain publicChain(HttpSecurity http) {
        return stateless(http.securityMatcher(PUBLIC))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /// Members by session cookie and CSRF token, programs by key.
    @Bean
    @Order(2)
    SecurityFilterChain guardedChain(
            HttpSecurity http,
            ApiKeys keys,
            ProblemWriter problems,
            CookieCsrfTokenRepository csrfTokens) {
        var refusals = new Refusals(problems);
        return plain(http.securityMatcher(GUARDED))
                .csrf(csrf ->
                        csrf.spa()
                                .csrfTokenRepository(csrfTokens)
                                .ignoringRequestMatchers(_ -> calledByKey()))
                .addFilterBefore(new ApiKeyFilter(keys, problems), CsrfFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.anyRequest().access(new PermissionManager()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    /// The web app: open, read only.
    @Bean
    @Order(3)
    SecurityFilterChain appChain(HttpSecurity http) {
        return stateless(http)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(HttpMethod.GET, "/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD, "/**")
                                .permitAll()
                                .requestMatchers("/error")
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .build();
    }

    @Bean
    PasswordHashing passwordHashing() {
        var encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        return new PasswordHashing() {
            @Override
            public String hash(String password) {
                return Objects.requireNonNull(encoder.encode(password));
            }

            @Override
            public boolean matches(String password, String hash) {
                return encoder.matches(password, hash);
            }
        };
    }

    /// Readable by the web app, which sends it back as a header; no secret against that app.
    @Bean
    CookieCsrfTokenRepository csrfTokens(ParleySettings settings) {
        var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieCustomizer(
                cookie -> cookie.sameSite("Lax").secure(settings.servedOverHttps()));
        return repository;
    }

    @Bean
    DefaultCookieSerializerCustomizer sessionCookie(ParleySettings settings) {
        return cookie -> cookie.setUseSecureCookie(settings.servedOverHttps());
    }

    private static boolean calledByKey() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof CallerAuthentication caller
                && caller.isByKey();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return plain(http)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions ->
                        sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static HttpSecurity plain(HttpSecurity http) {
        return http.headers(SecurityConfiguration::headers)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }
}
