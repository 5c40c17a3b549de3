using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Eam;

/// <summary>Reads embedded-atom tables in any of the formats.</summary>
public static class EamReader
{
    private const int Comments = 3;

    /// <summary>Reads a setfl or eam/fs file, or one or several funcfl files.</summary>
    /// <param name="files">Paths; more than one only for funcfl.</param>
    /// <param name="format">Format; null to tell it by name and contents.</param>
    /// <exception cref="InputException">The files cannot be used.</exception>
    public static EamFunctions Read(IReadOnlyList<string> files, EamFormat? format = null)
    {
        EamText[] texts = [.. files.Select(EamText.Open)];
        foreach (EamText text in texts)
        {
            CheckUnits(text);
        }

        EamFormat found = format ?? Tell(texts[0]);
        if (found == EamFormat.Funcfl)
        {
            return FuncflMixing.Mix([.. texts.Select(FuncflReader.Read)]);
        }

        return texts.Length == 1
            ? SetflReader.Read(texts[0], found == EamFormat.FinnisSinclair)
            : throw new InputException("a setfl or eam/fs file holds all its elements; give one file", files[0]);
    }

    /// <summary>LAMMPS writes the units into the comments of potential files; these formats have Angstrom and eV.</summary>
    private static void CheckUnits(EamText text)
    {
        for (int line = 0; line < Comments; line++)
        {
            string[] words = text.Words(line);
            int at = Array.IndexOf(words, "UNITS:");
            if (at >= 0 && at + 1 < words.Length && words[at + 1] != "metal")
            {
                throw new InputException(
                    $"the file is in units \"{words[at + 1]}\"; tables must be in Angstrom and eV (\"UNITS: metal\")",
                    text.File, line + 1);
            }
        }
    }

    private static EamFormat Tell(EamText text)
    {
        string name = text.File.ToLowerInvariant();
        if (name.EndsWith(".fs", StringComparison.Ordinal))
        {
            return EamFormat.FinnisSinclair;
        }

        if (name.EndsWith(".alloy", StringComparison.Ordinal) || name.EndsWith(".setfl", StringComparison.Ordinal))
        {
            return EamFormat.Setfl;
        }

        if (text.Words(2).Length == 5 && text.Words(2).All(IsNumber) && text.Words(1).Take(3).Count(IsNumber) == 3)
        {
            return EamFormat.Funcfl;
        }

        if (text.Words(4).Length == 5 && text.Words(4).All(IsNumber) && text.Words(3).Take(1).Any(IsNumber))
        {
            return SetflReader.HasPairDensities(text) ? EamFormat.FinnisSinclair : EamFormat.Setfl;
        }

        throw new InputException(
            "this is none of funcfl (five numbers in line 3), setfl and eam/fs (elements in line 4, five numbers in line 5); "
            + "set \"format\" if it is meant to be one of them", text.File);
    }

    private static bool IsNumber(string word) => double.TryParse(
        word.Replace('D', 'e').Replace('d', 'e'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
