using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Eam;

/// <summary>Makes embedded-atom potentials from tables.</summary>
public sealed class EamFactory : PotentialFactory<EamOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "eam";

    /// <inheritdoc/>
    public override string Summary => "Embedded-atom method from tables: setfl (eam/alloy), eam/fs (Finnis-Sinclair), funcfl";

    /// <inheritdoc/>
    protected override IPotential Create(EamOptions options)
    {
        (string Key, string Message) fault = options.Validate().FirstOrDefault();
        if (fault.Message is not null)
        {
            throw new InputException($"{fault.Key}: {fault.Message}");
        }

        IReadOnlyList<string> files = options.Files ?? [options.File!];
        EamFunctions functions = EamReader.Read(files, options.Format ?? (options.Files is null ? null : EamFormat.Funcfl));
        CheckOrder(functions, options.Elements, files);
        return new EamPotential(functions);
    }

    private static void CheckOrder(EamFunctions functions, IReadOnlyList<string>? given, IReadOnlyList<string> files)
    {
        string[] held = [.. functions.Elements.Select(e => e.Symbol)];
        if (given is not null && !held.SequenceEqual(given))
        {
            throw new InputException(
                $"\"elements\" is [{string.Join(", ", given)}], but the file holds {string.Join(", ", held)} in this order; "
                + "give them so, or leave \"elements\" out",
                string.Join(", ", files));
        }
    }
}
