using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MdEngine.Core.Elements;

/// <summary>The chemical elements and their standard atomic weights.</summary>
/// <remarks>
/// Weights: IUPAC 2016 (J. Meija et al., Pure Appl. Chem. 88, 265 (2016)), conventional values; for elements
/// without a stable isotope, the mass of the longest-lived one.
/// </remarks>
public static class PeriodicTable
{
    private static readonly Element[] Table =
    [
        new(1, "H", 1.008),
        new(2, "He", 4.002602),
        new(3, "Li", 6.94),
        new(4, "Be", 9.0121831),
        new(5, "B", 10.81),
        new(6, "C", 12.011),
        new(7, "N", 14.007),
        new(8, "O", 15.999),
        new(9, "F", 18.998403163),
        new(10, "Ne", 20.1797),
        new(11, "Na", 22.98976928),
        new(12, "Mg", 24.305),
        new(13, "Al", 26.9815385),
        new(14, "Si", 28.085),
        new(15, "P", 30.973761998),
        new(16, "S", 32.06),
        new(17, "Cl", 35.45),
        new(18, "Ar", 39.948),
        new(19, "K", 39.0983),
        new(20, "Ca", 40.078),
        new(21, "Sc", 44.955908),
        new(22, "Ti", 47.867),
        new(23, "V", 50.9415),
        new(24, "Cr", 51.9961),
        new(25, "Mn", 54.938044),
        new(26, "Fe", 55.845),
        new(27, "Co", 58.933194),
        new(28, "Ni", 58.6934),
        new(29, "Cu", 63.546),
        new(30, "Zn", 65.38),
        new(31, "Ga", 69.723),
        new(32, "Ge", 72.63),
        new(33, "As", 74.921595),
        new(34, "Se", 78.971),
        new(35, "Br", 79.904),
        new(36, "Kr", 83.798),
        new(37, "Rb", 85.4678),
        new(38, "Sr", 87.62),
        new(39, "Y", 88.90584),
        new(40, "Zr", 91.224),
        new(41, "Nb", 92.90637),
        new(42, "Mo", 95.95),
        new(43, "Tc", 97.90721),
        new(44, "Ru", 101.07),
        new(45, "Rh", 102.9055),
        new(46, "Pd", 106.42),
        new(47, "Ag", 107.8682),
        new(48, "Cd", 112.414),
        new(49, "In", 114.818),
        new(50, "Sn", 118.71),
        new(51, "Sb", 121.76),
        new(52, "Te", 127.6),
        new(53, "I", 126.90447),
        new(54, "Xe", 131.293),
        new(55, "Cs", 132.90545196),
        new(56, "Ba", 137.327),
        new(57, "La", 138.90547),
        new(58, "Ce", 140.116),
        new(59, "Pr", 140.90766),
        new(60, "Nd", 144.242),
        new(61, "Pm", 144.91276),
        new(62, "Sm", 150.36),
        new(63, "Eu", 151.964),
        new(64, "Gd", 157.25),
        new(65, "Tb", 158.92535),
        new(66, "Dy", 162.5),
        new(67, "Ho", 164.93033),
        new(68, "Er", 167.259),
        new(69, "Tm", 168.93422),
        new(70, "Yb", 173.054),
        new(71, "Lu", 174.9668),
        new(72, "Hf", 178.49),
        new(73, "Ta", 180.94788),
        new(74, "W", 183.84),
        new(75, "Re", 186.207),
        new(76, "Os", 190.23),
        new(77, "Ir", 192.217),
        new(78, "Pt", 195.084),
        new(79, "Au", 196.966569),
        new(80, "Hg", 200.592),
        new(81, "Tl", 204.38),
        new(82, "Pb", 207.2),
        new(83, "Bi", 208.9804),
        new(84, "Po", 208.98243),
        new(85, "At", 209.98715),
        new(86, "Rn", 222.01758),
        new(87, "Fr", 223.01974),
        new(88, "Ra", 226.02541),
        new(89, "Ac", 227.02775),
        new(90, "Th", 232.0377),
        new(91, "Pa", 231.03588),
        new(92, "U", 238.02891),
        new(93, "Np", 237.04817),
        new(94, "Pu", 244.06421),
        new(95, "Am", 243.06138),
        new(96, "Cm", 247.07035),
        new(97, "Bk", 247.07031),
        new(98, "Cf", 251.07959),
        new(99, "Es", 252.083),
        new(100, "Fm", 257.09511),
        new(101, "Md", 258.09843),
        new(102, "No", 259.101),
        new(103, "Lr", 262.11),
        new(104, "Rf", 267.122),
        new(105, "Db", 268.126),
        new(106, "Sg", 271.134),
        new(107, "Bh", 270.133),
        new(108, "Hs", 269.1338),
        new(109, "Mt", 278.156),
        new(110, "Ds", 281.165),
        new(111, "Rg", 281.166),
        new(112, "Cn", 285.177),
        new(113, "Nh", 286.182),
        new(114, "Fl", 289.19),
        new(115, "Mc", 289.194),
        new(116, "Lv", 293.204),
        new(117, "Ts", 293.208),
        new(118, "Og", 294.214),
    ];

    private static readonly FrozenDictionary<string, Element> BySymbol =
        Table.ToFrozenDictionary(e => e.Symbol, StringComparer.Ordinal);

    /// <summary>All elements, hydrogen first.</summary>
    public static IReadOnlyList<Element> All => Table;

    /// <summary>The element of atomic number <paramref name="atomicNumber"/> (1 to 118).</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such element.</exception>
    public static Element Get(int atomicNumber)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atomicNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atomicNumber, Table.Length);
        return Table[atomicNumber - 1];
    }

    /// <summary>The element of a symbol (case matters: "Co" is cobalt).</summary>
    /// <exception cref="InputException">No element has this symbol.</exception>
    public static Element Get(string symbol) =>
        TryGet(symbol, out Element? element)
            ? element
            : throw new InputException($"'{symbol}' is not the symbol of an element; expected one such as 'Ar' or 'Si'");

    /// <summary>Looks up a symbol without throwing.</summary>
    public static bool TryGet(string symbol, [NotNullWhen(true)] out Element? element) =>
        BySymbol.TryGetValue(symbol, out element);
}
