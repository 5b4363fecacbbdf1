package org.parley.server.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.parley.core.kernel.ProblemException;
import org.parley.server.ParleySettings;
import org.parley.server.rest.internal.IdempotentRequestStore;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the limits and the repeatable POSTs in front of the controllers.
@Configuration(proxyBeanMethods = false)
class RestConfiguration implements WebMvcConfigurer {

    // Spring Security stands at -100.
    private static final int BEFORE_SECURITY = -200;
    private static final int BEHIND_SECURITY = 0;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RequiredKey());
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(
            ParleySettings settings, ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(new BodyLimitFilter(settings, problems));
        filter.setOrder(BEFORE_SECURITY);
        return filter;
    }

    @Bean
    IdempotentRequestStore idempotentRequestStore(DSLContext postgres, Clock clock) {
        return new IdempotentRequestStore(postgres, clock);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotency(
            IdempotentRequestStore store, ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(new IdempotencyFilter(store, problems));
        filter.addUrlPatterns("/api/*");
        filter.setOrder(BEHIND_SECURITY);
        return filter;
    }

    @Bean
    OldAnswers oldAnswers(IdempotentRequestStore store) {
        return new OldAnswers(store);
    }

    /// Answers are kept for a day.
    static final class OldAnswers {

        private static final Duration KEPT = Duration.ofDays(1);

        private final IdempotentRequestStore store;

        OldAnswers(IdempotentRequestStore store) {
            this.store = store;
        }

        @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
        void remove() {
            store.removeOlderThan(KEPT);
        }
    }

    private static final class RequiredKey implements HandlerInterceptor {
        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (handler instanceof HandlerMethod method
                    && method.hasMethodAnnotation(IdempotencyKeyRequired.class)
                    && request.getHeader(IdempotencyFilter.HEADER) == null) {
                throw ProblemException.invalid(
                        IdempotencyFilter.HEADER,
                        "This request needs the header Idempotency-Key: any text of your own that"
                                + " stays the same when you repeat it");
            }
            return true;
        }
    }
}
