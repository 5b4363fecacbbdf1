package org.parley.server.testing;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.core.access.Role;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.server.rest.IdempotencyKeyRequired;
import org.parley.server.rest.Paging;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// An endpoint that does what a test of the kit needs; stands under a path that finance may use.
@Hidden
@TestComponent
@RestController
@RequestMapping("/api/v1/orders/echo")
public class EchoController {

    public final AtomicInteger orders = new AtomicInteger();
    public volatile CountDownLatch entered = new CountDownLatch(0);
    public volatile CountDownLatch leave = new CountDownLatch(0);

    public record Arm(@NotBlank String name, @Max(10_000) int weight) {}

    public record Order(@NotBlank String store, @NotNull @Valid List<Arm> arms, Role role) {}

    @GetMapping
    Map<String, Object> page(@Valid Paging paging) {
        return Map.of("size", paging.size());
    }

    @GetMapping("/{number}")
    Map<String, Object> one(@PathVariable long number, @RequestParam int factor) {
        return Map.of("number", number * factor);
    }

    @PostMapping
    @IdempotencyKeyRequired
    ResponseEntity<Map<String, Object>> create(@Valid @RequestBody Order order)
            throws InterruptedException {
        entered.countDown();
        leave.await();
        if (order.store().equals("closed")) {
            throw new ProblemException(ErrorCode.CONFLICT, "The store is closed");
        }
        if (order.store().equals("broken")) {
            throw new IllegalStateException("secret of the inside");
        }
        int number = orders.incrementAndGet();
        return ResponseEntity.created(URI.create("/api/v1/orders/echo/" + number))
                .body(Map.of("number", number));
    }

    @PostMapping("/raw")
    Map<String, Object> raw(InputStream body) throws IOException {
        return Map.of("bytes", body.readAllBytes().length);
    }
}
