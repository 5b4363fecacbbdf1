/// What ClickHouse computes of raw events, computed again and compared.
@NullMarked
package org.parley.batch.rollup;

import org.jspecify.annotations.NullMarked;
