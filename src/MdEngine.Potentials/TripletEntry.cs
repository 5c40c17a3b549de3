using System.Collections.Generic;

namespace MdEngine.Potentials;

/// <summary>One entry of a <see cref="TripletFile"/>.</summary>
/// <param name="First">Element of the central atom, as the file calls it.</param>
/// <param name="Second">Element of the neighbour that the central atom is bonded to.</param>
/// <param name="Third">Element of the other neighbour.</param>
/// <param name="Values">Its numbers in the file's order.</param>
/// <param name="Line">Line on which it begins, from 1.</param>
internal sealed record TripletEntry(string First, string Second, string Third, IReadOnlyList<double> Values, int Line)
{
    /// <summary>The three elements as the file has them.</summary>
    public string Name => $"{First} {Second} {Third}";
}
