/// Contacts over HTTP.
@NullMarked
package org.parley.server.web.contacts;

import org.jspecify.annotations.NullMarked;
