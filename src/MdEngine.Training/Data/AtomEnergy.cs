using MdEngine.Core.Elements;

namespace MdEngine.Training.Data;

/// <summary>The energy of an isolated atom that a model starts from.</summary>
/// <param name="Element">Element.</param>
/// <param name="Energy">Energy, eV.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Place">The frame, where it comes from one; otherwise empty.</param>
public sealed record AtomEnergy(Element Element, double Energy, AtomEnergySource Source, string Place = "");
