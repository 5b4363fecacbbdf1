/// Messages over HTTP: write, check, preview.
@NullMarked
package org.parley.server.web.messages;

import org.jspecify.annotations.NullMarked;
