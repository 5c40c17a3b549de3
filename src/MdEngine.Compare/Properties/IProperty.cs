using MdEngine.Core.Forces;

namespace MdEngine.Compare.Properties;

/// <summary>A property that a potential predicts. It sees the potential only through its seam.</summary>
public interface IProperty
{
    /// <summary>Name of the kind, in kebab case: "elastic".</summary>
    string Kind { get; }

    /// <summary>Computes the property.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="context">Threads, progress and stop.</param>
    /// <exception cref="Core.InputException">The potential does not cover the elements, or the structure does not serve.</exception>
    /// <exception cref="Core.PhysicsException">The potential failed: what happened, and where.</exception>
    /// <exception cref="System.OperationCanceledException">Stopped on request.</exception>
    PropertyResult Compute(IPotential potential, PropertyContext context);
}
