/// The loopback-only API that drives a sandbox in its own process.
@NullMarked
package org.parley.sandbox.control;

import org.jspecify.annotations.NullMarked;
