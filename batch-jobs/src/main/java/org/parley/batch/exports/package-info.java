/// Files for finance, written by a job, kept in the data directory, every request and download on
/// record.
@NullMarked
package org.parley.batch.exports;

import org.jspecify.annotations.NullMarked;
