"""The exercises of each lesson, one package a lesson."""
