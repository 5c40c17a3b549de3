using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Conformance;

/// <summary>One law that every potential must obey.</summary>
/// <param name="Name">Short name: "rotation".</param>
/// <param name="Claim">What it says, in one sentence.</param>
/// <param name="Check">Throws a <see cref="ConformanceException"/> when the potential breaks it.</param>
public sealed record ConformanceLaw(
    string Name, string Claim, Action<IPotential, Structure, ConformanceOptions> Check);
