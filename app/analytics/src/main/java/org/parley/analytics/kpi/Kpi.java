package org.parley.analytics.kpi;

import java.util.List;
import java.util.stream.Stream;

/// A figure of the catalogue.
public sealed interface Kpi permits ShareKpi, MoneyKpi {

    KpiDefinition definition();

    /// All of them, in the order in which they are read.
    static List<Kpi> catalogue() {
        return Stream.<Kpi>concat(Stream.of(ShareKpi.values()), Stream.of(MoneyKpi.values()))
                .toList();
    }
}
