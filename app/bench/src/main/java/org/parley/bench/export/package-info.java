/// The ROI export beside what ClickHouse writes by itself.
@NullMarked
package org.parley.bench.export;

import org.jspecify.annotations.NullMarked;
