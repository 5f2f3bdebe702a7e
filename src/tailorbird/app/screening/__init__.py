"""Screening of texts and pictures before an order is taken on."""
