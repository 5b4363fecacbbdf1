/// WhatsApp by Meta's Business Cloud API.
@NullMarked
package org.parley.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
