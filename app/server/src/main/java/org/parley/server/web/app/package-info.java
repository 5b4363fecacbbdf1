/// Serves the files of the web app.
@NullMarked
package org.parley.server.web.app;

import org.jspecify.annotations.NullMarked;
