package org.parley.server.rest;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Which page of a list is wanted. A controller takes it as `@Valid @ParameterObject Paging`.
///
/// @param limit items on the page, 1 to 200; null: 50
/// @param after `next` of the page before; null: the first page
public record Paging(
        @Parameter(description = "Items on the page, 1 to 200; 50 if left out") @Min(1) @Max(200)
                @Nullable Integer limit,
        @Parameter(description = "`next` of the page before; the first page if left out")
                @Size(max = 500)
                @Nullable String after) {

    private static final int USUAL = 50;

    public int size() {
        return limit == null ? USUAL : limit;
    }
}
