using System;
using System.Collections.Generic;
using MdEngine.Compare.Properties;

namespace MdEngine.Compare.Soundness;

/// <summary>Gathers the faults of a potential beside the values that show them.</summary>
/// <param name="options">Options, for the references.</param>
internal sealed class Verdict(PropertyOptions options)
{
    private readonly List<string> _faults = [];

    /// <summary>Values and curves.</summary>
    public ResultBuilder Result { get; } = new(options);

    /// <summary>Adds a fault.</summary>
    public void Fault(string what) => _faults.Add(what);

    /// <summary>Adds a fault where a condition does not hold.</summary>
    public void Demand(bool holds, FormattableString otherwise)
    {
        if (!holds)
        {
            Fault(FormattableString.Invariant(otherwise));
        }
    }

    /// <summary>The result, with the number of faults as a value and each as a note.</summary>
    public PropertyResult Build(string kind, string title, string method)
    {
        Result.Value("Faults", _faults.Count, "");
        foreach (string fault in _faults)
        {
            Result.Note(fault);
        }

        return Result.Build(kind, title, method);
    }
}
