using System;

namespace MdEngine.Core.Forces;

/// <summary>Makes potentials of one type from their options; registered under <see cref="TypeName"/>.</summary>
public interface IPotentialFactory
{
    /// <summary>The "type" of a deck's potential: "lennard-jones".</summary>
    string TypeName { get; }

    /// <summary>One line for <c>mdengine potentials</c>.</summary>
    string Summary { get; }

    /// <summary>
    /// The options record, a class with a parameterless constructor whose properties bear
    /// <see cref="Options.OptionAttribute"/>.
    /// </summary>
    Type OptionsType { get; }

    /// <summary>Makes a potential.</summary>
    /// <param name="options">An instance of <see cref="OptionsType"/>.</param>
    /// <exception cref="InputException">A file or a parameter cannot be used.</exception>
    IPotential Create(object options);
}
