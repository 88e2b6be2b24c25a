/** The part of LIBSVM that the bench uses; the package has no types of its own. */
declare module 'libsvm-js' {
  interface Svm {
    train(samples: readonly ArrayLike<number>[], labels: readonly number[]): void;
    serializeModel(): string;
    getSVIndices(): readonly number[];
    free(): void;
  }

  interface SvmConstructor {
    new (options: {
      readonly type: string;
      readonly kernel: string;
      readonly cost: number;
      readonly weight: Readonly<Record<number, number>>;
      readonly quiet: boolean;
    }): Svm;
    readonly SVM_TYPES: { readonly C_SVC: string };
    readonly KERNEL_TYPES: { readonly PRECOMPUTED: string };
  }

  const loading: Promise<SvmConstructor>;
  export default loading;
}
