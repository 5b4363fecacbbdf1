/// Imports over HTTP: upload, progress, rejects.
@NullMarked
package org.parley.server.web.imports;

import org.jspecify.annotations.NullMarked;
