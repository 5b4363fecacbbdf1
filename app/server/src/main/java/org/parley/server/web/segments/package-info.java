/// Segments over HTTP: write, preview.
@NullMarked
package org.parley.server.web.segments;

import org.jspecify.annotations.NullMarked;
