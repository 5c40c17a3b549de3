using System;
using MdEngine.Core.Forces;

namespace MdEngine.Compare.Running;

/// <summary>A potential to compare.</summary>
/// <param name="Name">Name for tables; no two have the same.</param>
/// <param name="Type">Registered type name.</param>
/// <param name="Create">Reads its files and makes it.</param>
/// <param name="Digest">Text that is the same only for the same potential: its options and checksums of its files.</param>
public sealed record PotentialEntry(string Name, string Type, Func<IPotential> Create, string Digest);
