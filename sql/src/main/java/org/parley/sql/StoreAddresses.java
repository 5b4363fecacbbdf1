package org.parley.sql;

/// Both stores of one deployment.
public record StoreAddresses(StoreAddress postgres, StoreAddress clickHouse) {
    public StoreAddresses {
        if (postgres.isClickHouse() || !clickHouse.isClickHouse()) {
            throw new IllegalArgumentException("The addresses of the two stores are swapped");
        }
    }
}
