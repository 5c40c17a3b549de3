using System.Collections.Generic;

namespace MdEngine.Cli.Binding;

/// <summary>What the JSON text holds at one path.</summary>
/// <param name="Kind">JSON type.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Keys">Keys (or indices) below it in the order of the text.</param>
public sealed record JsonEntry(DeckValueKind Kind, int Line, IReadOnlyList<string> Keys);
