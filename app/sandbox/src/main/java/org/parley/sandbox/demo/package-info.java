/// The demo world as CSV files for Parley's importer.
@NullMarked
package org.parley.sandbox.demo;

import org.jspecify.annotations.NullMarked;
